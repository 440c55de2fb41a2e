"""Dates as people write them, in cells, in plain words and in running text, read into EDTF.

One set of forms and one set of words by language (`languages/*.toml`) serves imports, forms, the readers of
prose and the verifier.
"""

from __future__ import annotations

from kizuna.values.written_dates.forms import ORDERS, is_order_open, number, read_written_date
from kizuna.values.written_dates.plain import read_plain_date
from kizuna.values.written_dates.running import WrittenDate, dates_in, order_of

__all__ = [
    "ORDERS",
    "WrittenDate",
    "dates_in",
    "is_order_open",
    "number",
    "order_of",
    "read_plain_date",
    "read_written_date",
]
