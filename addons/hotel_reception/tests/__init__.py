from . import test_rule_desk
from . import test_desk_queue
from . import test_desk_entry
from . import test_desk_ownership
from . import test_desk_tour
from . import test_desk_match
from . import test_desk_report
from . import test_access_desk
