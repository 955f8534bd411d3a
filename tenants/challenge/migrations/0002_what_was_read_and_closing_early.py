from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("challenge", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="release",
            name="response_sha256",
            field=models.CharField(
                default="", help_text="The signed answers whose words were read.", max_length=64
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="survey",
            name="closed_at",
            field=models.DateTimeField(
                help_text="Set where somebody closed it before its last day.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="survey",
            name="closes_on",
            field=models.DateField(help_text="The last day on which replies are taken."),
        ),
    ]
