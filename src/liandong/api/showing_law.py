"""Procedures as the API shows them: in a line, and whole."""

from __future__ import annotations

from typing import Any

from liandong.api.problems import articles
from liandong.procedures.grammar import Act, Limit, Procedure
from liandong.procedures.schema import form_schema


def brief(procedure: Procedure) -> dict[str, Any]:
    """A procedure in a line of the list."""
    return {
        "name": procedure.name,
        "title": procedure.title,
        "version": procedure.version,
        "points": list(procedure.points),
        "states": list(procedure.states),
        "acts": [
            {"name": act.name, "opens": act.opens, "articles": articles(act.citations)}
            for act in procedure.acts.values()
        ],
    }


def whole(procedure: Procedure) -> dict[str, Any]:
    """A procedure in the shape of `ProcedureOut`."""
    return {
        "name": procedure.name,
        "title": procedure.title,
        "title_en": procedure.title_en,
        "version": procedure.in_force,
        "variant": procedure.variant,
        "points": procedure.points,
        "roles": [
            {"key": role.key, "name": role.name, "name_en": role.name_en, "kinds": role.kinds}
            for role in procedure.roles.values()
        ],
        "states": [
            {
                "name": state.name,
                "name_en": state.name_en,
                "role": state.role,
                "post": state.post or "",
                "final": state.final,
                "articles": articles(state.citations),
            }
            for state in procedure.states.values()
        ],
        "limits": [_limit(limit) for limit in procedure.limits.values()],
        "acts": [_act(procedure, act) for act in procedure.acts.values()],
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "name": limit.name,
        "kind": limit.kind,
        "role": limit.role,
        "state": limit.state,
        "period": str(limit.period or ""),
        "urgent": str(limit.urgent or ""),
        "runs_from": f"{limit.start.event} {'、'.join(limit.start.of)}".strip(),
        "lapses_to": limit.lapse,
        "articles": articles(limit.citations),
    }


def _act(procedure: Procedure, act: Act) -> dict[str, Any]:
    return {
        "name": act.name,
        "name_en": act.name_en,
        "opens": act.opens,
        "roles": act.roles,
        "posts": act.posts,
        "from_states": [state for state in procedure.states if state in act.from_states],
        "to_state": act.to_state,
        "papers": act.papers,
        "enclosures": act.attachments,
        "reason_required": act.reason_required,
        "articles": articles(act.citations),
        "form": form_schema(procedure, act),
    }
