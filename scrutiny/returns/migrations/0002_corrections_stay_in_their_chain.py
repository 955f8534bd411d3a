"""A correction supersedes a return of the same partnership and period, and the database holds it to that.

A plain foreign key is checked past row-level security, so a partnership could have named another's return.
"""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("returns", "0001_initial")]

    operations: ClassVar = [
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                fields=("id", "partnership", "period_start", "period_end"), name="a_return_and_its_place"
            ),
        ),
        migrations.RunSQL(
            sql="ALTER TABLE returns_return ADD CONSTRAINT a_correction_stays_in_its_chain "
            "FOREIGN KEY (supersedes_id, partnership_id, period_start, period_end) "
            "REFERENCES returns_return (id, partnership_id, period_start, period_end)",
            reverse_sql="ALTER TABLE returns_return DROP CONSTRAINT a_correction_stays_in_its_chain",
        ),
    ]
