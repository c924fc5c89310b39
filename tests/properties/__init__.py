import pytest

pytest.register_assert_rewrite("tests.properties.booking_machine", "tests.properties.waiting_machine")
