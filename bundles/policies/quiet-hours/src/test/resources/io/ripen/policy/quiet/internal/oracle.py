#!/usr/bin/env python3
"""Writes grid.txt, what SendingGridTest compares with. Uses python's zoneinfo and a table of laws of its own; shares no code
with the policy. Run: python3 oracle.py > grid.txt"""
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

ZONES = """America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/Adak
Pacific/Honolulu America/Puerto_Rico America/Halifax America/St_Johns America/Toronto America/Mexico_City America/Sao_Paulo
Europe/London Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Athens Asia/Kolkata Asia/Kathmandu Asia/Tokyo
Australia/Sydney Australia/Lord_Howe Pacific/Auckland""".split()
AREA = {"850": ["America/New_York", "America/Chicago"], "208": ["America/Boise", "America/Los_Angeles"],
        "605": ["America/Chicago", "America/Denver"], "212": ["America/New_York"], "907": ["America/Anchorage", "America/Adak"],
        "787": ["America/Puerto_Rico"]}
AREA_STATE = {"850": "FL", "208": "ID", "605": "SD", "212": "NY", "907": "AK", "787": "PR"}
FEDERAL = {date(2026, 10, 12), date(2026, 11, 11), date(2026, 11, 26), date(2026, 7, 3), date(2026, 7, 4)}
# Typed in from the statutes, with the stricter of several: weekdays, Saturday, Sunday as hours; None is closed; then closed on
# holidays.
DAY = (8, 21)
LAW = {
    # 47 CFR 64.1200(c)(1), repeated by 56:8-128(d) in New Jersey
    "NY": (DAY, DAY, DAY, 0), "ID": (DAY, DAY, DAY, 0), "AK": (DAY, DAY, DAY, 0), "NJ": (DAY, DAY, DAY, 0),
    # 770-X-5-.17: no Sundays or holidays, 8 to 8
    "AL": ((8, 20), (8, 20), None, 1),
    # 2872(c): not between 9 p.m. and 9 a.m.
    "CA": ((9, 21), (9, 21), (9, 21), 0),
    "CT": ((9, 20), (9, 20), (9, 20), 0),
    # 501.616(6)
    "FL": ((8, 20), (8, 20), (8, 20), 0),
    "IL": ((9, 21), (9, 21), (9, 21), 0),
    "KY": ((10, 21), (10, 21), (10, 21), 0),
    # 45:811: 8 to 8, Monday to Saturday, no state holiday
    "LA": ((8, 20), (8, 20), None, 1),
    # 201 CMR 12.02(2)
    "MA": ((8, 20), (8, 20), (8, 20), 0),
    "MD": ((8, 20), (8, 20), (8, 20), 0),
    # 1498(3): weekdays between 9 and 5
    "ME": ((9, 17), None, None, 0),
    "MI": ((9, 21), (9, 21), (9, 21), 0),
    "MN": ((9, 21), (9, 21), (9, 21), 0),
    # 77-3-723: 8 to 8 Standard Time, which is 9 to 9 by the clock in summer: 9 to 8 suits both; no Sundays
    "MS": ((9, 20), (9, 20), None, 0),
    # 291-11-003.01: Sundays and legal holidays from 1 p.m.; Ripen closes the holidays
    "NE": ((8, 21), (8, 21), (13, 21), 1),
    # 57-12-22(B)(5)
    "NM": ((9, 21), (9, 21), (9, 21), 0),
    # 597.814: not between 9 p.m. and 9 a.m.; 598.0918: not after 8 p.m.
    "NV": ((9, 20), (9, 20), (9, 20), 0),
    # 755.1: not before 9 a.m.; 775C.4: not after 8 p.m.
    "OK": ((9, 20), (9, 20), (9, 20), 0),
    "OR": ((8, 20), (8, 20), (8, 20), 0),
    # 2245 since 2026-10-18: not on a Sunday, after 7 p.m. or before 9 a.m.; no legal holiday, of which Saturday from noon is a half
    "PA": ((9, 19), (9, 12), None, 1),
    # 10 L.P.R.A. 4033
    "PR": ((9, 21), (9, 21), (9, 21), 0),
    # 5-61-2: Monday to Friday but no state or federal holiday 9 to 6, Saturday 10 to 5
    "RI": ((9, 18), (10, 17), None, 1),
    # 16-17-446(C)(3): not after 7 p.m. or before 8 a.m.
    "SC": ((8, 19), (8, 19), (8, 19), 0),
    # 37-30-28: except weekdays between 9 and 9
    "SD": ((9, 21), None, None, 0),
    "TX": ((9, 21), (9, 21), (12, 21), 0),
    # 13-25a-103(3)
    "UT": (DAY, DAY, None, 1),
    # 19.158.040(2)
    "WA": ((8, 20), (8, 20), (8, 20), 0),
    "WY": ((8, 20), (8, 20), (8, 20), 0)}
# Of the days in WEEKS only.
ELECTION = date(2026, 11, 3)
STATE_HOLIDAYS = {
    # 1:55; All Saints' Day is a Sunday
    "LA": {date(2026, 11, 1), date(2026, 11, 2), ELECTION, date(2026, 11, 27)},
    # 62-301: the day after Thanksgiving
    "NE": {date(2026, 11, 27)},
    # 44 P.S. 11
    "PA": {ELECTION},
    # 25-1-1: Independence Day on a Saturday is celebrated on the Monday after
    "RI": {ELECTION, date(2026, 7, 6)}}
WEEKS = [date(2026, 3, 6), date(2026, 10, 2), date(2026, 10, 30), date(2026, 11, 22)]
# A week with a holiday on a Saturday, in fewer zones.
HOT = date(2026, 7, 1)
DAYS = 11


def lawful(state, local):
    weekdays, saturday, sunday, holidays = LAW[state]
    hours = (weekdays,) * 5 + (saturday, sunday)
    today = hours[local.weekday()]
    if today is None or (holidays and local.date() in holidays_of(state)):
        return False
    return today[0] * 60 <= local.hour * 60 + local.minute < today[1] * 60


def holidays_of(state):
    return FEDERAL | STATE_HOLIDAYS.get(state, set())


def in_window(local):
    return local.weekday() < 5 and time(10) <= local.time() < time(17)


def line(week, name, zones, state, asked):
    start = datetime(week.year, week.month, week.day, tzinfo=timezone.utc)
    spans, begun = [], None
    for slot in range(DAYS * 48 + 1):
        ok = slot < DAYS * 48
        for zone in zones:
            local = (start + timedelta(minutes=30 * slot)).astimezone(ZoneInfo(zone))
            ok = ok and lawful(state, local) and (8 <= local.hour < 21 if asked else in_window(local))
        if ok and begun is None:
            begun = slot
        if not ok and begun is not None:
            spans.append(f"{begun}-{slot}")
            begun = None
    print(week, name, state, "answer" if asked else "window", ",".join(spans) or "none")


print("# Written by oracle.py: first day (UTC), zone or area code, state, kind of hours, half hours at which a text may go.")
for week in WEEKS + [HOT]:
    for asked in (False, True):
        for zone in ZONES if week != HOT else ZONES[:3]:
            for state in LAW:
                line(week, zone, [zone], state, asked)
        for code, zones in AREA.items():
            line(week, code, zones, AREA_STATE[code], asked)
