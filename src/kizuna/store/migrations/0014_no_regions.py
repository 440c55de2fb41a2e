"""Tables that a join or a fold answers as well go; databases made since have never had them.

They held ties by pair of regions, ties by year and pair of countries, and the regions in which places lie.
"""

from django.db import migrations

GONE = ("tie_regions", "pair_years", "place_regions")


class Migration(migrations.Migration):
    dependencies = (("store", "0012_erasures"),)

    operations = (migrations.RunSQL([f"DROP TABLE IF EXISTS {name}" for name in GONE]),)
