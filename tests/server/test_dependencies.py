"""What a handler depends on is resolved in order, without a task for each."""

from litestar.routes import HTTPRoute

from tests.debate import Debate


def test_no_handler_has_a_group_of_dependencies(debate: Debate) -> None:
    models = [
        model
        for route in debate.world.app.routes
        if isinstance(route, HTTPRoute)
        for _, model in route.route_handler_map.values()
    ]
    batches = [batch for model in models for batch in model.dependency_batches]
    assert len(batches) > len(models), "most handlers depend on several things"
    assert all(len(batch) == 1 for batch in batches)
