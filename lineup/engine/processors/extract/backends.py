"""Which backend answers: the language model in `balanced`, if one is set. `fast` and `turbo` stay on this machine."""

from dataclasses import replace

from pydantic import ValidationError

from lineup.contract.wire import JsonObject
from lineup.engine.outbound.llm_endpoint import model_identity
from lineup.engine.outbound.llm_errors import LlmError
from lineup.engine.processors.convert.model.document import Document
from lineup.engine.processors.extract.backend import Extraction, ExtractionBackend
from lineup.engine.processors.extract.deterministic import Deterministic
from lineup.engine.processors.extract.schema.fields import FieldSchema
from lineup.engine.processors.extract.settings import ExtractionMode, ExtractSettings
from lineup.settings import Settings

NO_MODEL = "no language model is set in LINEUP_LLM_BASE_URL"


def backend_for(settings: ExtractSettings, own: Settings | None = None) -> ExtractionBackend:
    """Return the backend that a step's settings mean; it says why it isn't the language model where that was to be expected."""
    if settings.extraction_mode is not ExtractionMode.BALANCED:
        return Deterministic()
    engine = own or Settings()
    if engine.llm_base_url is None:
        return InsteadOfModel(Deterministic(), NO_MODEL)
    from lineup.engine.outbound.llm import open_session  # noqa: PLC0415 (few engines have a model)
    from lineup.engine.processors.extract.llm.backend import LlmExtraction  # noqa: PLC0415 (the same)

    try:
        session = open_session(engine)
    except LlmError as error:
        return InsteadOfModel(Deterministic(), str(error))
    return Deterministic() if session is None else LlmExtraction(session, Deterministic())


def depends_on_model(settings: JsonObject, own: Settings | None = None) -> JsonObject:
    """Return what else than its settings an extract step's result depends on: the model, where one answers."""
    try:
        mode = ExtractSettings.model_validate(settings).extraction_mode
    except ValidationError:
        return {}
    identity = model_identity(own or Settings()) if mode is ExtractionMode.BALANCED else None
    return {} if identity is None else {"llm": identity}


class InsteadOfModel:
    """A backend that answers where a language model would, and says why."""

    def __init__(self, backend: ExtractionBackend, reason: str) -> None:
        self.name = backend.name
        self._backend = backend
        self._reason = reason

    def extract(self, schema: FieldSchema, document: Document) -> Extraction:
        """Return what the backend found, with the reason in its metadata."""
        found = self._backend.extract(schema, document)
        told = found.metadata | {"extraction_backend_reason": self._reason}
        return replace(found, metadata=told)
