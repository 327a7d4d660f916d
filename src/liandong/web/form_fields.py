"""The fields of an act's form as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liandong.directory.finding import units_to_choose
from liandong.directory.models import Unit
from liandong.matters.rules import law
from liandong.procedures.grammar import Act, Field, FieldType, Procedure
from liandong.procedures.letters import Numbering
from liandong.trust.sealing import HIDDEN
from liandong.web import saying
from liandong.web.shown import Choice
from liandong.web.shown_form import FieldGroup, FieldShown, PartyRow
from liandong.web.typed import AT, REASON, Typed, key_of, number_key
from liandong.web.units import MOST as MOST_FOUND

MOST_CHOICES = 300  # units offered in a list; more are looked up by typing


def groups(
    procedure: Procedure, act: Act, typed: Typed, faults: Mapping[str, str], carried: Mapping[str, Any]
) -> Iterable[FieldGroup]:
    """The act's own fields, then the numbers, the reason and the time that belong to any act."""
    fields = tuple(_field(procedure, item, typed, faults, carried) for item in act.fields)
    if fields:
        yield FieldGroup(title=_("填写内容"), fields=fields)
    letters = law().letters
    recorded = [p for p in act.papers if p in letters and letters[p].numbering is Numbering.RECORD]
    numbers = tuple(
        FieldShown(
            key=number_key(paper),
            label=_("%(paper)s文号") % {"paper": saying.paper(paper)},
            type=FieldType.TEXT,
            value=typed.numbers.get(paper, ""),
            help=_(
                "本单位自行编制的文号，例如 鄂检意〔2026〕1号。留空的，文书和事项上都写明“文号未登记”，制发后不能补填。"
            ),
            error=faults.get("文号", ""),
        )
        for paper in recorded
    )
    reason = FieldShown(
        key=REASON,
        label=_("理由"),
        type=FieldType.LONG_TEXT,
        value=typed.reason,
        required=act.reason_required,
        error=faults.get(REASON, ""),
    )
    at = FieldShown(
        key=AT,
        label=_("办理时间"),
        type=FieldType.TIME,
        value=typed.at,
        help=_("收到的时间，以回执为准；留空即为现在。") if act.signs else _("实际办理的时间；留空即为现在。"),
        error=faults.get(AT, ""),
    )
    yield FieldGroup(title=_("办理"), fields=(*numbers, *((reason,) if not act.signs else ()), at))


def _field(
    procedure: Procedure, item: Field, typed: Typed, faults: Mapping[str, str], carried: Mapping[str, Any]
) -> FieldShown:
    english = saying.english()
    value = typed.fields.get(item.name, "")
    is_list = item.type is FieldType.PARTIES
    rows = value if is_list and isinstance(value, list) else []
    shown = value
    if item.type is FieldType.NAMES and isinstance(value, list):
        shown = "\n".join(value)
    if item.type is FieldType.YES_NO and isinstance(value, bool):
        shown = "是" if value else "否"
    choices, lookup = _choices(procedure, item, value), ""
    if item.type is FieldType.UNIT and len(choices) > MOST_CHOICES:
        lookup = f"{reverse('units')}?{urlencode({'kind': item.kinds}, doseq=True)}"
        shown, choices = _looked_up(item, value)
    return FieldShown(
        key=key_of(item),
        label=item.name_en if english else item.name,
        type=item.type,
        value="" if is_list else str(shown),
        required=item.required,
        sensitive=item.sensitive,
        help=procedure.said(item.help, english=english),
        error=faults.get(item.name, ""),
        unit=procedure.said(item.unit, english=english) or (_("元") if item.type is FieldType.MONEY else ""),
        choices=choices,
        lookup_href=lookup,
        at_least=item.at_least if item.type is FieldType.NAMES else 0,
        parties=tuple(
            PartyRow(
                index=number,
                name=row.get("名称", ""),
                kind=row.get("类别", ""),
                identity=row.get("证件号码", ""),
                minor=bool(row.get("未成年人")),
            )
            for number, row in enumerate(rows or [{}])
        )
        if is_list
        else (),
        carried=_carried(value) if carried.get(item.name) is not None else "",
    )


def _carried(value: Any) -> str:
    """That a value stands there already, and what ＊＊＊ in it means."""
    known = _("已从前面的步骤带入，可以修改。")
    if HIDDEN not in str(value):
        return known
    return known + _("%(hidden)s是已加密的内容：不改动，就按原内容提交；要看原内容，请在事项页“查看”。") % {
        "hidden": HIDDEN
    }


def _looked_up(item: Field, value: Any) -> tuple[str, tuple[Choice, ...]]:
    """What stands in the field, and what it could mean where it is not yet the name of a unit."""
    words = str(value)
    name = saying.names([words]).get(words, "")
    if not words or name != words:
        return name, ()
    return words, tuple(_chosen(unit, value) for unit in units_to_choose(item.kinds, words)[:MOST_FOUND])


def _choices(procedure: Procedure, item: Field, value: Any) -> tuple[Choice, ...]:
    if item.type is FieldType.CHOICE:
        english = saying.english()
        return tuple(
            Choice(value=choice, words=procedure.said(choice, english=english), chosen=choice == value)
            for choice in item.choices
        )
    if item.type is FieldType.UNIT:
        return tuple(_chosen(unit, value) for unit in units_to_choose(item.kinds)[: MOST_CHOICES + 1])
    return ()


def _chosen(unit: Unit, value: Any) -> Choice:
    words = unit.name_en if saying.english() else unit.name
    return Choice(value=unit.code, words=words, chosen=unit.code == value)
