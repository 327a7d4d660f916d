"""The reading log and the sealed form of values."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.db import ProgrammingError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import (
    AGENCY,
    BEGIN,
    PARTIES,
    POLICE,
    PROCURATORATE,
    REPORTER,
    SECRETS,
    STRANGER,
    TO_REVIEW,
    walked,
)

from liandong.matters import door
from liandong.matters.records import sealed, unsealed
from liandong.matters.rules import law
from liandong.matters.seeing import masked
from liandong.trust import sealing
from liandong.trust.canonical import GENESIS, digest
from liandong.trust.models import Reading
from liandong.trust.readings import note, readings_of


def read(matter: uuid.UUID, by: str, of: str = AGENCY, in_the_name_of: str = "") -> None:
    """A unit enters a matter and opens what another has entered."""
    with door.acting_for([by]):
        door.enter(matter, [by])
        note(
            Reading(
                matter=matter,
                seq=1,
                field="当事人",
                owner_unit=of,
                user=1,
                unit=in_the_name_of or by,
                purpose="核对当事人身份",
                at=BEGIN,
            )
        )


@pytest.mark.usefixtures("cast")
def test_a_reading_can_be_neither_changed_nor_deleted() -> None:
    walk = walked(())
    read(walk.matter, AGENCY)
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        row = Reading.objects.get()
        row.purpose = "另一目的"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            row.save()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            row.delete()


@pytest.mark.usefixtures("cast")
def test_a_reading_is_seen_through_the_matters_door_alone() -> None:
    walk = walked(())
    read(walk.matter, AGENCY)
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        assert Reading.objects.count() == 1
    for unit in (AGENCY, STRANGER):
        with door.acting_for([unit]):
            assert not Reading.objects.exists()


@pytest.mark.usefixtures("cast")
def test_nobody_writes_a_reading_of_a_matter_that_he_has_not_entered() -> None:
    walk = walked(())
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        read(walk.matter, STRANGER)


@pytest.mark.usefixtures("cast")
def test_nobody_writes_a_reading_in_another_units_name() -> None:
    walk = walked(TO_REVIEW)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        read(walk.matter, POLICE, in_the_name_of=AGENCY)


@pytest.mark.usefixtures("cast")
def test_who_read_is_seen_by_the_unit_that_entered_the_value_and_by_no_other_party() -> None:
    walk = walked(TO_REVIEW)
    read(walk.matter, POLICE)
    read(walk.matter, AGENCY, of=POLICE)
    seen = {}
    for unit in (AGENCY, POLICE, PROCURATORATE, STRANGER):
        with door.acting_for([unit]):
            door.enter(walk.matter, [unit])
            seen[unit] = [row.unit for row in readings_of(walk.matter)]
    assert seen == {AGENCY: [POLICE], POLICE: [AGENCY], PROCURATORATE: [], STRANGER: []}


def test_what_is_sealed_can_be_opened_again_and_is_hidden_when_masked() -> None:
    act = law().procedure("正向移送").acts["登记"]
    parties = [{"未成年人": False, "证件号码": "", **row} for row in PARTIES]
    reporter = [{"名称": REPORTER, "类别": "自然人", "证件号码": "", "未成年人": False}]
    kept = sealed(act, {"当事人": parties, "举报人": reporter, "案件名称": "某案"})
    assert not [secret for secret in SECRETS if secret in str(kept)]
    assert unsealed(kept) == {"当事人": parties, "举报人": reporter, "案件名称": "某案"}
    assert masked(kept)["举报人"] == "＊＊＊"
    assert masked(kept)["案件名称"] == "某案"


@given(st.recursive(st.text() | st.booleans() | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_every_value_comes_back_as_it_was_sealed(value: object) -> None:
    token = sealing.seal(value)
    assert sealing.is_sealed(token)
    assert sealing.unseal(token) == value


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert sealing.seal("420102198001015678") != sealing.seal("420102198001015678")


def test_a_value_that_was_tampered_with_does_not_open() -> None:
    token = sealing.seal_text("钱大明")
    with pytest.raises(InvalidToken):
        sealing.unseal_text(token[:-4] + ("AAA=" if token[-4:] != "AAA=" else "BBB="))


def test_old_values_open_with_the_old_key_after_a_new_one_was_put_first(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("LIANDONG_FIELD_KEYS", old)
    sealing._keys.cache_clear()
    token = sealing.seal_text("钱大明")
    monkeypatch.setenv("LIANDONG_FIELD_KEYS", f"{new},{old}")
    sealing._keys.cache_clear()
    assert sealing.unseal_text(token) == "钱大明"
    later = sealing.seal_text("钱大明")
    monkeypatch.setenv("LIANDONG_FIELD_KEYS", old)
    sealing._keys.cache_clear()
    with pytest.raises(InvalidToken):
        sealing.unseal_text(later)
    monkeypatch.undo()
    sealing._keys.cache_clear()


def test_the_key_file_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "field.keys"
    first = sealing._key_file(path)
    assert sealing._key_file(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in tmp_path.iterdir()] == ["field.keys"]


def test_the_order_of_keys_does_not_change_a_hash_and_every_value_does() -> None:
    body = {"seq": 1, "fields": {"案件名称": "某案", "是": True}}
    same = {"fields": {"是": True, "案件名称": "某案"}, "seq": 1}
    assert digest(GENESIS, body) == digest(GENESIS, same)
    assert digest(GENESIS, body) != digest(GENESIS, body | {"seq": 2})
    assert digest(GENESIS, body) != digest("1" * 64, body)
    # sha256 of 32 zero bytes and `{}`, as `(head -c 32 /dev/zero; printf '{}') | sha256sum` says
    assert digest(GENESIS, {}) == HASH_OF_NOTHING


HASH_OF_NOTHING = "fb1634c4e6cd4b1f1afe3ce2d6ef080f7ac5d1f357d723ad4dfca782733b62db"
