"""Print what the measurements send: an opening, an act, and a step as large as what they store."""

import json

import django

django.setup()

from liandong.matters.rules import law
from liandong.procedures.story import sample

procedure = law().procedure("正向移送")
opening = procedure.openings()[0]
act = next(
    act
    for act in procedure.acts.values()
    if opening.to_state in act.from_states and act.to_state and not act.attachments and not act.reason_required
)
fields = {field.name: sample(field) for field in opening.fields if field.required}
more = {field.name: sample(field) for field in act.fields if field.required}
print(
    json.dumps(
        {
            "opening": {"procedure": procedure.name, "act": opening.name, "fields": fields},
            "act": {"fields": more},
            "act_name": act.name,
            "stored": {
                "act": act.name,
                "fields": more,
                "unit": "420102-SJ",
                "reason": "",
                "citations": ["移送规定 5(1)"],
            },
        },
        ensure_ascii=False,
    )
)
