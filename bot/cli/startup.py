"""What every command that talks needs: quiet libraries and the trained model, trained first when it is not there."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from actions.errors import OperatorError

if TYPE_CHECKING:
    from rasa.core.agent import Agent


def trained_agent(say: Callable[[str], None]) -> Agent:
    """Load the assistant, after training it when anything changed; ``say`` is told about progress.

    ``MOIM_MODEL`` names a model that is used as it is.

    Raises:
        OperatorError: there is no file of that name.
    """
    quiet()
    named = os.environ.get("MOIM_MODEL", "")
    if named and not Path(named).is_file():
        raise OperatorError(f"MOIM_MODEL names {named}, which is no file.", "Name a model, or leave it unset.")
    from bot.home import home
    from bot.training import train

    model = Path(named) if named else train(home(), say)
    from bot.embedded import load_agent

    return load_agent(model)


def quiet() -> None:
    """Keep TensorFlow's and Rasa's chatter out of a conversation."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    logging.captureWarnings(True)  # libraries put their own filters back while they are imported
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in ("rasa", "tensorflow", "absl", "matplotlib", "alembic", "py.warnings"):
        logging.getLogger(name).setLevel(logging.ERROR)
