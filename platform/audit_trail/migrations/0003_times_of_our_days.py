"""No entry lies before this service: a moment out of range would stop every reader of the trail."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit_trail", "0002_chain")]

    operations = [
        migrations.RunSQL(
            sql="ALTER TABLE audit_trail_event ADD CONSTRAINT trail_times_of_our_days"
            " CHECK (at BETWEEN '2000-01-01Z' AND '2200-01-01Z')",
            reverse_sql="ALTER TABLE audit_trail_event DROP CONSTRAINT trail_times_of_our_days",
        )
    ]
