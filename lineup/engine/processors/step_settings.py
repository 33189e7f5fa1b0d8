"""Reading a step's settings by its processor's model."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import ProcessorError

Model = TypeVar("Model", bound=BaseModel)


def read_settings(model: type[Model], settings: JsonObject, name: str) -> Model:
    """Return the settings of a step whose processor is called `name`.

    Raises ProcessorError with a sentence for each that is wrong.
    """
    try:
        return model.model_validate(settings)
    except ValidationError as error:
        message = f"The {name} settings can't be used: {_problems(error)}."
        raise ProcessorError(message) from error


def _problems(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg'].removeprefix('Value error, ')}"
        for item in error.errors(include_url=False, include_context=False)
    )
