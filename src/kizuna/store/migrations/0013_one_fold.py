"""Tables that a join answers as well go: ties by pair of regions, and ties by year and pair of countries."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("store", "0012_erasures"),)

    operations = (
        migrations.DeleteModel("TieRegionRow"),
        migrations.DeleteModel("PairYearRow"),
    )
