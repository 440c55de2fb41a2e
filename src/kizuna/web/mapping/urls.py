"""The addresses of the map and of what changed last."""

from django.urls import path

from kizuna.web.mapping.files import names_json, ties_json
from kizuna.web.pages.changes import changes_page
from kizuna.web.pages.map import map_page, place_page
from kizuna.web.pages.map_list import list_page

urlpatterns = [
    path("map", map_page, name="map"),
    path("map/list", list_page, name="map-list"),
    path("map/place", place_page, name="map-place"),
    path("map/ties.json", ties_json, name="map-ties"),
    path("map/names.json", names_json, name="map-names"),
    path("changes", changes_page, name="changes"),
]
