"""Second factors that were kept as they are become sealed."""

from collections.abc import Callable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from liandong.trust.sealing import seal_text, unseal_text

SECRETS = ("secret", "seed")  # of one-time passwords, of recovery codes


def rewritten(rewrite: Callable[[str], str]) -> Callable[[StateApps, BaseDatabaseSchemaEditor], None]:
    """Writes every kept secret anew."""

    def run(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
        for factor in apps.get_model("mfa", "Authenticator").objects.all():
            factor.data |= {key: rewrite(factor.data[key]) for key in SECRETS if key in factor.data}
            factor.save(update_fields=["data"])

    return run


class Migration(migrations.Migration):
    dependencies = [("web", "0002_sign_in_log"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(rewritten(seal_text), rewritten(unseal_text))]
