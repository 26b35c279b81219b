"""M1: which days are working days, from the public holidays of a country. Plain Python: no database, no clock.

China moves holidays every year: the State Council publishes, usually in November, which days off are paid back by
working on which Saturdays and Sundays of the next year. The `holidays` package carries these notices once they are out.
"""

from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

#: More working days than this are no deadline but a mistake (40 years).
MAX_WORKING_DAYS = 10_000


class CountryYear(NamedTuple):
    """The calendar of one country in one year.

    :ivar weekend: weekdays that are free (Monday is 0)
    :ivar free: public holidays and days off in lieu, weekends included where they fall on one
    :ivar makeup: days that are worked although they fall on a weekend
    :ivar published: whether the year's official list is known; if not, only what the law fixes is in `free`
    """

    weekend: frozenset
    free: frozenset
    makeup: frozenset
    published: bool


#: A year without any knowledge of the country: weekends only, and the user is told.
UNKNOWN = CountryYear(frozenset({5, 6}), frozenset(), frozenset(), False)


def _china_published(calendar, year):
    """China's list of a year is out when the package knows which days were exchanged in it."""
    return year in calendar.special_public_holidays


#: Evidence, by country, that the official list of a year is in the installed package.
#: Countries that are not named here fix their holidays by law, years ahead.
EVIDENCE = {"CN": _china_published}


def _not_estimated(calendar, year):
    """The package marks days that wait for the sighting of the moon as estimated."""
    label = (getattr(calendar, "estimated_label", None) or "").replace("%s", "").strip()
    return not label or not any(label in name for day, name in calendar.items() if day.year == year)


@lru_cache(maxsize=256)
def country_year(country_code, year):
    """Return the `CountryYear` of a country (ISO code, two letters) and a year.

    A country that the package does not know gives `UNKNOWN`: the caller tells the user (M1).
    """
    if not country_code:
        return UNKNOWN
    try:
        # The next year too: a day off in January can be paid back in this December.
        calendar = holidays.country_holidays(country_code, years=(year, year + 1))
    except NotImplementedError:
        return UNKNOWN
    published = EVIDENCE.get(country_code, _not_estimated)(calendar, year)
    return CountryYear(
        frozenset(calendar.weekend),
        frozenset(day for day in calendar if day.year == year),
        frozenset(day for day in calendar.weekend_workdays if day.year == year),
        bool(published),
    )


def is_working_day(day, country_code, exceptions=None):
    """Return whether `day` is worked. `exceptions` (date -> bool) of the company win over the country's calendar."""
    if exceptions and day in exceptions:
        return exceptions[day]
    year = country_year(country_code, day.year)
    return day in year.makeup or (day.weekday() not in year.weekend and day not in year.free)


def add_working_days(day, count, country_code, exceptions=None):
    """Return the `count`-th working day strictly after `day` (before it, when `count` is negative; `day` itself for 0).

    :raise ValueError: for more than `MAX_WORKING_DAYS`, or when there is no such day (all days are free)
    """
    if abs(count) > MAX_WORKING_DAYS:
        raise ValueError(f"{count} working days are more than the {MAX_WORKING_DAYS} that can be counted")
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    # Longest stretch without work that is believable, so that exceptions that free all days end in an error.
    stop = day + step * (left * 3 + 366)
    while left:
        day += step
        if day == stop:
            raise ValueError(f"no working day was found up to {stop}")
        if is_working_day(day, country_code, exceptions):
            left -= 1
    return day


def count_working_days(start, end, country_code, exceptions=None):
    """Return the number of working days in (start, end]; negative when `end` lies before `start`."""
    if end < start:
        return -count_working_days(end, start, country_code, exceptions)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, country_code, exceptions) for day in days)


def unpublished_years(start, end, country_code, entered_until=0):
    """Return the years in start..end (dates) whose official list is not known (M1), oldest first.

    :param entered_until: last year whose list the company has entered by hand
    """
    first, last = sorted((start.year, end.year))
    return [
        year for year in range(first, last + 1) if year > entered_until and not country_year(country_code, year).published
    ]
