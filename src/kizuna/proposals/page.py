"""What is known of a page beside its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """The title, day and home town of a page, and its language; each "" where nobody says.

    `title` is as the page writes it, `published` EDTF, `home` the name of the local government whose page it is
    ("Osaka"), `language` a BCP 47 tag ("ja", "zh-Hans"). A reader finds for itself what is "".
    """

    title: str = ""
    published: str = ""
    home: str = ""
    language: str = ""


UNKNOWN = Page()
"""A page of which nobody knows anything but its text."""
