from . import test_rule_desk
from . import test_desk_queue
from . import test_desk_entry
from . import test_desk_ownership
