"""Sample pages of administration and of a unit's keys."""

from __future__ import annotations

from tests.pages.sample_words import AGENCY, POLICE

from liandong.directory.models import User
from liandong.web.administration.shown import FactorRow, HolderRow, LockedRow, PersonRow, PostRow, UnitRow
from liandong.web.api_keys import KeyRow
from liandong.web.shown import Choice, Link
from liandong.web.shown_law import Cell, Table

KEYS = (
    KeyRow(
        id="0a1b2c3d4e5f",
        unit=AGENCY,
        name="本局办案系统",
        scopes="读取事项、办理事项",
        posts="承办人、收件",
        made="2026-03-02 09:00",
    ),
    KeyRow(
        id="00ff00ff00ff",
        unit=POLICE,
        name="旧系统",
        scopes="读取事项",
        posts="承办人",
        made="2025-03-02 09:00",
        revoked="2026-01-05 10:00",
    ),
)
CHOICES = (Choice(value="a", words="承办人", chosen=True), Choice(value="b", words="负责人"))
API_KEYS = {"keys": KEYS, "whole": "ldk_0a1b2c3d4e5f_" + "x" * 43, "scopes": CHOICES, "posts": CHOICES}
TURNS = (Link(words="上一页", href="?page=1"), Link(words="下一页", href="?page=3"))
PEOPLE = {
    "people": (
        PersonRow(username="ja-chengban", name="演示甲", posts=f"{AGENCY} 承办人", active=True, href="/p/1/"),
        PersonRow(username="ja-tingyong", name="演示乙", posts="", active=False, href="/p/2/"),
    ),
    "words": "演示",
    "states": CHOICES,
    "filtered": True,
    "turns": TURNS,
    "typed": {},
}
PERSON = {
    "person": User(pk=1, username="ja-chengban", name="演示甲", email="a@example.invalid"),
    "password": "first-password",
    "posts": (
        PostRow(unit=AGENCY, kind="承办人", since="2026-03-02", until="", end_href="/e/1/"),
        PostRow(unit=POLICE, kind="收件", since="2025-03-02", until="2026-01-31"),
    ),
    "kinds": CHOICES,
    "lookup_href": "/units/",
}
SECURITY = {
    "locked": (LockedRow(username="ja-chengban", address="192.0.2.7", since="2026-03-02 09:00"),),
    "factors": (FactorRow(user=1, username="ja-fuze", name="演示丙", since="2026-03-02 09:00"),),
    "factor_turns": TURNS,
    "keys": KEYS,
    "key_turns": TURNS,
}
AUDIT = {
    "log": "readings",
    "logs": (Link(words="查阅记录", href="?log=readings", current=True), Link(words="登录记录", href="?log=sign_ins")),
    "asked": {"person": "ja", "unit": "", "since": None, "until": None},
    "clear_href": "?log=readings",
    "table": Table(
        key="readings",
        caption="查阅记录",
        heads=("时间", "用户", "查看目的"),
        rows=((Cell(words="2026-03-02 09:00"), Cell(words="ja-chengban"), Cell(words="核对当事人身份")),),
    ),
    "turns": TURNS,
}
UNIT = UnitRow(
    code="420103-SJ", name=AGENCY, above="武汉市市场监督管理局", posts="承办人 2 · 收件 1", active=True, href="/u/1/"
)
BARE_UNIT = UnitRow(code="420103-GA", name=POLICE, above="", posts="", active=False, href="/u/2/")
UNITS = {"units": (UNIT, BARE_UNIT), "words": "江汉", "lacking": CHOICES, "filtered": True, "turns": TURNS}
HOLDER = HolderRow(username="ja-chengban", name="演示甲", kind="承办人", since="2026-03-02", active=True, href="/p/1/")
ONE_UNIT = {"unit": UNIT, "code": UNIT.code, "active": True, "holders": (HOLDER,)}
