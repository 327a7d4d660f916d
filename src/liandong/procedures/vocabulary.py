"""The English of the words that belong to the grammar itself, whatever the procedure."""

from __future__ import annotations

from liandong.procedures.grammar import CLOCK, EVERYONE, EXTENDED_TO, PostKind

VOCABULARY = {
    PostKind.HANDLER.value: "handler",
    PostKind.HEAD.value: "head",
    PostKind.REGISTRY.value: "registry",
    PostKind.LIAISON.value: "liaison",
    PostKind.READER.value: "reader",
    EVERYONE: "every party",
    CLOCK: "the clock",
    EXTENDED_TO: "Extended to",
    "应当": "must",
    "可以": "may",
    "限": "if at all",
    "是": "yes",
    "否": "no",
    "办理时间": "Done at",
    "理由": "Reason",
    "附件": "Enclosure",
    "文号": "Number",
    "栏目名称": "name of a field",
    "自然人": "Person",
    "单位": "Entity",
    "名称": "Name",
    "类别": "Kind",
    "证件号码": "Identity number",
    "未成年人": "Minor",
}
