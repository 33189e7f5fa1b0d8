"""Comparisons of a pipeline's variants, under both of their names: the older one is evals (contract §8.2).

That `/comparisons` can be listed, and has differences, is assumed by analogy to `/evals`.
"""

from typing import Annotated

from fastapi import Header, Path, Query, Response

from lineup.contract.comparisons import (
    MAX_ID,
    Comparison,
    ComparisonList,
    EvalList,
    FileDifferences,
    NewComparison,
)
from lineup.contract.wire import PlainText
from lineup.engine.api.compressed import json_response
from lineup.engine.api.dependencies import MAX_INTEGER, EngineCaller, EngineServices
from lineup.engine.api.routers import keyed_router

evals = keyed_router("/api/v1", "evals")
comparisons = keyed_router("/api/v1", "comparisons")

Number = Annotated[int, Path(ge=0, le=MAX_ID)]
"""A comparison's or a file's number in a path."""

Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=MAX_INTEGER)]


@evals.post("/pipelines/{pipeline_id}/evals")
def create_eval(
    services: EngineServices, caller: EngineCaller, pipeline_id: str, body: NewComparison
) -> Comparison:
    """Run variants of a pipeline on files and compare what they make of them."""
    return services.comparisons.create_comparison(pipeline_id, body, caller)


@comparisons.post("/pipelines/{pipeline_id}/comparisons")
def create_comparison(
    services: EngineServices, caller: EngineCaller, pipeline_id: str, body: NewComparison
) -> Comparison:
    """Run variants of a pipeline on files and compare what they make of them."""
    return services.comparisons.create_comparison(pipeline_id, body, caller)


@evals.get("/evals")
def list_evals(
    services: EngineServices,
    pipeline_id: PlainText | None = None,
    collection_id: int | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> EvalList:
    """List comparisons, newest first, without their documents."""
    return services.comparisons.list_evals(pipeline_id, collection_id, limit=limit, offset=offset)


@comparisons.get("/comparisons")
def list_comparisons(
    services: EngineServices,
    pipeline_id: PlainText | None = None,
    collection_id: int | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> ComparisonList:
    """List comparisons, newest first, without their documents."""
    return services.comparisons.list_comparisons(
        pipeline_id, collection_id, limit=limit, offset=offset
    )


@evals.get("/evals/{eval_id}")
def get_eval(services: EngineServices, eval_id: Number) -> Comparison:
    """Return a comparison as it stands."""
    return services.comparisons.store.get_comparison(eval_id)


@comparisons.get("/comparisons/{comparison_id}")
def get_comparison(services: EngineServices, comparison_id: Number) -> Comparison:
    """Return a comparison as it stands."""
    return services.comparisons.store.get_comparison(comparison_id)


@evals.get("/evals/{eval_id}/files/{file_id}/differences", response_model=FileDifferences)
def get_eval_differences(
    services: EngineServices,
    eval_id: Number,
    file_id: Number,
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """Return where the variants read a file differently, and whom the page's own text bears out."""
    return json_response(services.comparisons.get_differences(eval_id, file_id), accept_encoding)


@comparisons.get(
    "/comparisons/{comparison_id}/files/{file_id}/differences", response_model=FileDifferences
)
def get_comparison_differences(
    services: EngineServices,
    comparison_id: Number,
    file_id: Number,
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """Return where the variants read a file differently, and whom the page's own text bears out."""
    compressed = services.comparisons.get_differences(comparison_id, file_id)
    return json_response(compressed, accept_encoding)
