from . import test_event_cancellation
from . import test_event_deposit
from . import test_event_issue
from . import test_event_order
from . import test_event_settlement
from . import test_rule_event
