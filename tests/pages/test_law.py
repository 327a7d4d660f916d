"""The pages of the law: every procedure, version and variant, in both languages, whatever the address says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import AGENCY, username

from liandong.matters.rules import law

type SignIn = Callable[[str], Client]


@pytest.fixture
def agency(sign_in: SignIn) -> Client:
    """A clerk of the agency."""
    return sign_in(username(AGENCY, "handler"))


@pytest.mark.plan(10)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_version_and_variant_is_shown_with_the_questions_that_await_review(agency: Client, language: str) -> None:
    headers = {"Accept-Language": language}
    for procedure in law().every():
        asked = {"version": procedure.version, "variant": procedure.variant}
        answer = agency.get(reverse("law_show", args=[procedure.name]), asked, headers=headers)
        assert answer.status_code == 200
        shown = answer.context["law"]
        assert shown.in_force == procedure.version
        asked_for = {item.words_en if language == "en" else item.words for item in procedure.questions}
        assert asked_for <= {item.words for item in shown.questions}


def test_the_list_names_every_procedure(agency: Client) -> None:
    shown = agency.get(reverse("law_list")).context["laws"]
    assert [row.name for row in shown] == list(law().procedures)


@pytest.mark.parametrize(
    "address",
    [
        "law/没有",
        "law/正向移送?version=1999-01-01",
        "law/正向移送?version=%00",
        "law/正向移送?variant=没有",
        "law/正向移送?variant=%00",
        "law/%00",
    ],
)
def test_what_is_not_in_the_law_is_not_found(agency: Client, address: str) -> None:
    assert agency.get(f"/{address}").status_code == 404


def test_all_open_questions_stand_on_one_page(agency: Client) -> None:
    assert len(agency.get(reverse("questions")).context["questions"]) == len(law().questions)


@pytest.mark.parametrize("name", ["law_list", "questions"])
def test_the_law_is_read_from_memory(agency: Client, name: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        agency.get(reverse(name))
    assert len(queries) <= 6


def test_new_offers_what_the_unit_may_open_and_says_whose_it_is(sign_in: SignIn) -> None:
    def offered(person: str) -> dict[str, list[tuple[str, bool]]]:
        shown = sign_in(person).get(reverse("new")).context["procedures"]
        return {item.name: [(act.name, bool(act.href)) for act in item.acts] for item in shown}

    assert offered("sj-handler")["正向移送"] == [("登记", True)]
    assert offered("sj-head")["正向移送"] == [("登记", False)]
    assert "督促移送" not in offered("sj-handler")
    assert offered("jc-handler")["督促移送"] == [("登记线索", True)]
    assert {name for name, _ in offered("jc-handler")["立案监督"]} == {"登记控告", "发现线索"}
    assert "正向移送" not in offered("jc-handler")
