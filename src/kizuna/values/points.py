"""Places points on the globe and measures between them; the earth is a sphere here."""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Self

from kizuna.errors import BadPoint

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the earth (IUGG): distances are within 0.6 % of the
ellipsoid's.
"""

_EXPECTED = (
    "write [latitude, longitude] in degrees, -90..90 and -180..180: [34.69, 135.5]"
)


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place in degrees (WGS 84): latitude -90..90, north positive; longitude
    -180..180, east positive. Raises BadPoint outside of these.
    """

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        for degree, limit in ((self.latitude, 90), (self.longitude, 180)):
            is_number = isinstance(degree, (int, float)) and not isinstance(
                degree, bool
            )
            if not is_number or not abs(degree) <= limit:
                raise BadPoint([self.latitude, self.longitude], _EXPECTED)

    @classmethod
    def from_json(cls, obj: object) -> Self:
        """Reads [latitude, longitude]. Raises BadPoint."""
        if not isinstance(obj, list | tuple) or len(obj) != 2:
            raise BadPoint(obj, _EXPECTED)
        return cls(obj[0], obj[1])

    def to_json(self) -> list[float]:
        """[latitude, longitude], in this order."""
        return [self.latitude, self.longitude]

    def distance_km(self, other: Self) -> float:
        """Kilometres along the great circle, 0 to 20 015 (haversine formula)."""
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(_haversine(self, other))))

    def __str__(self) -> str:
        return f"{self.latitude},{self.longitude}"


def _haversine(a: Point, b: Point) -> float:
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.longitude - a.longitude) / 2
    return sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2


def great_circle(a: Point, b: Point, steps: int) -> list[Point]:
    """The shortest way from `a` to `b` in `steps` equal legs: `steps` + 1 points, both
    ends included. `steps` is 1 or more.

    Longitudes stay in -180..180: a drawing has to cut the line where they jump.
    Antipodes have no one shortest way: theirs leads over the north pole.
    """
    if steps < 1:
        raise ValueError(f"{steps} legs: a way has one or more")
    angle = 2 * asin(min(1.0, sqrt(_haversine(a, b))))
    lat, lat_b, turn = map(radians, (a.latitude, b.latitude, b.longitude - a.longitude))
    north = cos(lat) * sin(lat_b) - sin(lat) * cos(lat_b) * cos(turn)
    heading = atan2(sin(turn) * cos(lat_b), north) if angle < pi - 1e-7 else 0.0
    between = []
    for part in (angle * step / steps for step in range(1, steps)):
        along, aside = sin(part) * cos(heading), sin(part) * sin(heading)
        x, z = (
            cos(lat) * cos(part) - sin(lat) * along,
            sin(lat) * cos(part) + cos(lat) * along,
        )
        longitude = a.longitude + degrees(atan2(aside, x))
        between.append(
            Point(degrees(atan2(z, hypot(x, aside))), (longitude + 540) % 360 - 180)
        )
    return [a, *between, b]
