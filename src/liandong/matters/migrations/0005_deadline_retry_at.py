from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0004_drafts_of_their_author")]
    operations = [migrations.AddField("deadline", "retry_at", models.DateTimeField(null=True))]
