from . import agreement
from . import document
from . import till
from . import charge_import
from . import portal_statement
