from . import models, controllers, wizards
from . import report
