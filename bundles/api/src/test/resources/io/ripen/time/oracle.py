#!/usr/bin/env python3
"""What a wait means on a calendar, by Python's zoneinfo and nothing of ours: the oracle of CalendarTimeOracleTest.

  python3 oracle.py 10000 > cases     # cases, one in a line; the seed is fixed, so the same on every machine with these rules
  gzip -9n < cases > oracle.txt.gz

Half of the cases lie within three days of a change of some zone's clock between 2020 and 2030 (each change of each zone in turn),
the others anywhere. A line: operation, zone, from (epoch seconds; or a date for D), months, days, seconds of the clock, time of day
in minutes or -, weekdays as digits (Monday is 1) or -, what comes out (epoch seconds), and the zone's offset there.
"""
import calendar
import random
import sys
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

UTC = timezone.utc
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def changes(zone):
    """The moments at which a zone's offset changes, found by halving hours."""
    found, step = [], timedelta(days=1)
    at = FIRST
    before = at.astimezone(zone).utcoffset()
    while at < LAST:
        after = (at + step).astimezone(zone).utcoffset()
        if after != before:
            low, high = at, at + step
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                middle = middle.replace(microsecond=0)
                if middle.astimezone(zone).utcoffset() == before:
                    low = middle
                else:
                    high = middle
            found.append(high)
        at, before = at + step, after
    return found


def moment(local, zone):
    """The first time that the clock shows this; in a gap as much later as the clock jumps: PEP 495, fold 0."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def begin(day, zone):
    """The first quarter of an hour of a day."""
    at = moment(datetime.combine(day, time(0)), zone)
    while (at - timedelta(minutes=15)).astimezone(zone).date() == day:
        at -= timedelta(minutes=15)
    return at


def later(day, months, days):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


def plus(start, months, days, seconds, zone):
    if months or days:
        local = start.astimezone(zone)
        target = datetime.combine(later(local.date(), months, days), local.time())
        both = [target.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        # Of a time that comes twice, the one with the offset of the start, if one has it; in a gap both are none.
        real = [each for each in both if each.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == target]
        same = [each for each in real if each.utcoffset() == local.utcoffset()]
        start = (same or both)[0].astimezone(UTC)
    return start + timedelta(seconds=seconds)


def following(start, at, week, zone):
    if at is None and not week:
        return start
    today = start.astimezone(zone).date()
    candidates = []
    for i in range(-2, 12):
        day = today + timedelta(days=i)
        if week and day.isoweekday() not in week:
            continue
        if at is not None:
            candidates.append(moment(datetime.combine(day, at), zone))
        elif day == today:
            candidates.append(start)
        else:
            candidates.append(begin(day, zone))
    return min(each for each in candidates if each >= start)


def allowed(day, week):
    return next(day + timedelta(days=i) for i in range(8) if not week or (day + timedelta(days=i)).isoweekday() in week)


def after(start, months, days, seconds, at, week, zone):
    if at is not None and (months or days) and not seconds:
        local = start.astimezone(zone).date()
        return moment(datetime.combine(allowed(later(local, months, days), week), at), zone)
    then = plus(start, months, days, seconds, zone)
    if at is None and week and (months or days):
        local = then.astimezone(zone)
        if local.isoweekday() in week:
            return then
        return moment(datetime.combine(allowed(local.date(), week), local.time()), zone)
    return following(then, at, week, zone)


def from_date(day, months, days, seconds, at, week, zone):
    target = later(day, months, days)
    if not seconds:
        return moment(datetime.combine(allowed(target, week), at), zone)
    return following(moment(datetime.combine(target, at), zone) + timedelta(seconds=seconds), None, week, zone)


def from_moment(start, months, days, seconds, at, week, zone):
    if at is not None and not seconds:
        return from_date(start.astimezone(zone).date(), months, days, 0, at, week, zone)
    return following(plus(start, months, days, seconds, zone), at, week, zone)


def main(count):
    chance = random.Random(20261130)
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    zones = [(name, ZoneInfo(name)) for name in names]
    turns = [(name, zone, at) for name, zone in zones for at in changes(zone)]
    print(f"{len(zones)} zones, {len(turns)} changes of the clock", file=sys.stderr)
    chance.shuffle(turns)
    for i in range(count):
        if i % 2 == 0:
            name, zone, turn = turns[i // 2 % len(turns)]
            near = chance.randint(-3 * 86400, 3 * 86400)
        else:
            name, zone = zones[i // 2 % len(zones)]
            turn, near = FIRST, chance.randint(0, int((LAST - FIRST).total_seconds()))
        op = "PNAFD"[chance.randrange(5)]
        back = -1 if op in "FD" and chance.random() < 0.7 else 1
        months = back * chance.choice([0, 0, 0, 1, 2, 6, 12])
        days = back * chance.choice([0, 0, 1, 1, 2, 3, 7, 14, 30])
        seconds = back * chance.choice([0, 0, 0, 60, 3600, 5400, 86400, 172800])
        at = chance.choice([None, time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(8, 30), time(10), time(23, 59)])
        week = chance.choice([(), (), (1, 2, 3, 4, 5), (2, 4), (1,), (6, 7)])
        if op == "D" and at is None:
            at = time(9)
        # So that the change itself lies where the wait ends as often as where it begins.
        start = turn + timedelta(seconds=near)
        if i % 4 == 0 and op in "PA":
            start -= timedelta(days=days + 30 * months, seconds=seconds)
        if op == "P":
            end = plus(start, months, days, seconds, zone)
        elif op == "N":
            end = following(start, at, week, zone)
        elif op == "A":
            end = after(start, months, days, seconds, at, week, zone)
        elif op == "F":
            end = from_moment(start, months, days, seconds, at, week, zone)
        else:
            start = start.astimezone(zone).date()
            end = from_date(start, months, days, seconds, at, week, zone)
        begins = start.isoformat() if op == "D" else int(start.timestamp())
        minutes = "-" if at is None else at.hour * 60 + at.minute
        offset = int(end.astimezone(zone).utcoffset().total_seconds())
        print(op, name, begins, months, days, seconds, minutes, "".join(map(str, week)) or "-", int(end.timestamp()), offset)


main(int(sys.argv[1]))
