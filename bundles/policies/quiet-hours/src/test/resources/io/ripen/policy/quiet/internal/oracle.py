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
        "605": ["America/Chicago", "America/Denver"], "212": ["America/New_York"], "907": ["America/Anchorage", "America/Adak"]}
AREA_STATE = {"850": "FL", "208": "ID", "605": "SD", "212": "NY", "907": "AK"}
FEDERAL = {date(2026, 11, 26), date(2026, 11, 11)}
# weekdays, Saturday, Sunday as hours; None is closed; then closed on holidays
LAW = {"NY": ((8, 21), (8, 21), (8, 21), 0), "ID": ((8, 21), (8, 21), (8, 21), 0), "AK": ((8, 21), (8, 21), (8, 21), 0),
       "AL": ((8, 20), (8, 20), None, 1), "CT": ((9, 20), (9, 20), (9, 20), 0), "FL": ((8, 20), (8, 20), (8, 20), 0),
       "KY": ((10, 21), (10, 21), (10, 21), 0), "LA": ((8, 20), (8, 20), None, 1), "MA": ((8, 20), (8, 20), (8, 20), 0),
       "MD": ((8, 20), (8, 20), (8, 20), 0), "MI": ((9, 21), (9, 21), (9, 21), 0), "MN": ((9, 21), (9, 21), (9, 21), 0),
       "MS": ((8, 20), (8, 20), None, 1), "NJ": ((8, 20), (8, 20), (8, 20), 0), "NM": ((9, 21), (9, 21), (9, 21), 0),
       "NV": ((9, 20), (9, 20), (9, 20), 0), "OK": ((8, 20), (8, 20), (8, 20), 0), "OR": ((8, 20), (8, 20), (8, 20), 0),
       "PA": ((8, 21), (8, 21), (8, 21), 1), "RI": ((9, 18), (10, 17), None, 1), "SD": ((9, 21), (9, 21), None, 0),
       "TX": ((9, 21), (9, 21), (12, 21), 0), "UT": ((8, 21), (8, 21), None, 1), "WA": ((8, 20), (8, 20), (8, 20), 0),
       "WY": ((8, 20), (8, 20), (8, 20), 0)}
WEEKS = [date(2026, 3, 6), date(2026, 10, 2), date(2026, 10, 30), date(2026, 11, 22)]
DAYS = 11


def lawful(state, local):
    weekdays, saturday, sunday, holidays = LAW[state]
    hours = (weekdays,) * 5 + (saturday, sunday)
    today = hours[local.weekday()]
    if today is None or (holidays and local.date() in holidays_of(state)):
        return False
    return today[0] * 60 <= local.hour * 60 + local.minute < today[1] * 60


def holidays_of(state):
    return FEDERAL | ({date(2026, 11, 3), date(2026, 11, 1), date(2026, 11, 2)} if state == "LA" else set())


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
for week in WEEKS:
    for asked in (False, True):
        for zone in ZONES:
            for state in LAW:
                line(week, zone, [zone], state, asked)
        for code, zones in AREA.items():
            line(week, code, zones, AREA_STATE[code], asked)
