# ruff: noqa: ARG002 -- the signatures are Rasa's
"""Rasa inside our own process: the agent, and actions run in-process instead of over HTTP."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

ACTIONS = "actions.journeys"
RASAS_CHECK = RemoteAction._validate_action_result  # what `load_agent` puts a prepared one in the place of


class EmbeddedActionEndpoint(EndpointConfig):  # type: ignore[misc]
    """An action endpoint whose requests never leave the process; errors look as the action server's do."""

    def __init__(self, executor: ActionExecutor) -> None:
        super().__init__(url="embedded:actions", enable_selective_domain=True)  # our actions ask for no domain
        self._executor = executor

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Run the action named in ``json`` and return its events and responses.

        Raises ClientResponseError 400 when the action declines to run and 404 when there is none of that name.
        """
        call = kwargs["json"]
        try:
            return await self._executor.run(call)
        except ActionExecutionRejection as error:
            declined = {"error": str(error), "action_name": error.action_name}
            raise ClientResponseError(400, "rejected", json.dumps(declined)) from error
        except ActionNotFoundException as error:
            missing = {"error": str(error), "action_name": error.action_name}
            raise ClientResponseError(404, "not found", json.dumps(missing)) from error


def action_endpoint(url: str | None = None, package: str = ACTIONS) -> EndpointConfig:
    """Actions over HTTP when ``url`` is given, else those of ``package`` in this process."""
    if url:
        return EndpointConfig(url=url)
    executor = ActionExecutor()
    executor.register_package(package)
    return EmbeddedActionEndpoint(executor)


def load_agent(model: Path, actions_url: str | None = None, tracker_store: TrackerStore | None = None) -> Agent:
    """The trained assistant with its actions; FileNotFoundError when the model is not there."""
    if not model.exists():
        raise FileNotFoundError(f"there is no model at {model}; `moim train` makes one")
    RemoteAction._validate_action_result = _valid
    agent = Agent(action_endpoint=action_endpoint(actions_url), tracker_store=tracker_store)
    agent.load_model(str(model))
    return agent


def _valid(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Check what an action server returned as Rasa does, with its schema checked and prepared once.

    Rasa calls `jsonschema.validate`, which checks the schema itself anew for every message: more time than everything
    else that Rasa does with it. What was made in this process, by rasa_sdk's own classes, is not checked.
    Raises jsonschema.ValidationError.
    """
    if not isinstance(action.action_endpoint, EmbeddedActionEndpoint):
        _validator().validate(result)
    return True


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
