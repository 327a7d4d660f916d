"""Two columns that the lists show; `liandong verify --rebuild` fills them for matters that were there before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0006_one_index_for_each_matter")]
    operations = [
        migrations.AddField("participation", "came_from", models.CharField(blank=True, default="", max_length=24)),
        migrations.AddField("participation", "parties", models.TextField(blank=True, default="")),
    ]
