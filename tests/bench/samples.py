"""Print what the measurements send: an opening, and an act that follows it."""

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
        },
        ensure_ascii=False,
    )
)
