from lineup.comparing.places import cited_blocks, side_places
from tests.dashboard.differences_of import difference, value

_TREE = {
    "json": {
        "children": [
            {
                "id": "/page/0/Page/0",
                "bbox": [0, 0, 10, 20],
                "children": [
                    {"id": "/page/0/Text/1", "bbox": [1, 1, 2, 2]},
                    {"id": "/page/0/Text/2", "bbox": "nonsense"},
                ],
            },
            {"id": "/page/1/Page/0", "bbox": [5, 5, 5, 5]},
            "nonsense",
        ]
    }
}
_CHUNKS = {
    "chunks": {
        "blocks": [{"id": "/page/3/Text/1", "bbox": [0, 0, 1, 1]}],
        "page_info": {"3": {"bbox": [0, 0, 5, 5]}, "x": {"bbox": [0, 0, 5, 5]}, "4": None},
    }
}


def test_pages_and_the_asked_blocks_are_found_in_trees_and_chunks() -> None:
    told = side_places({0: _TREE, 1: _CHUNKS}, {"/page/0/Text/1", "/page/3/Text/1"})
    assert told.pages == {0: (0, 0, 10, 20), 3: (0, 0, 5, 5)}
    assert told.blocks == {"/page/0/Text/1": (1, 1, 2, 2), "/page/3/Text/1": (0, 0, 1, 1)}
    assert side_places({0: _TREE}, ()).blocks == {}


def test_a_result_without_places_has_none() -> None:
    told = side_places({0: {"json": None, "chunks": [], "markdown": "text"}}, {"/page/0/Text/1"})
    assert (told.pages, told.blocks) == ({}, {})


def test_only_blocks_whose_box_is_not_known_are_looked_up() -> None:
    told = difference(
        value("1", citations=("/page/0/Text/1",)), value("2", citations=("b",), box=(0, 0, 1, 1))
    )
    assert cited_blocks([told], 0) == {"/page/0/Text/1"}
    assert cited_blocks([told], 1) == frozenset()
