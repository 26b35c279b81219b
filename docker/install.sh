#!/bin/bash
# Install our addons in a new database, or upgrade them in an existing one; runs once before Odoo at each start.
set -euo pipefail
cd /opt/hotel/addons
modules=$(printf '%s,' */)
modules=${modules//\//}
modules=${modules%,}

has_odoo() {
    PGPASSWORD=$PASSWORD psql -h "$HOST" -U "$USER" -d hotel -Atqc "SELECT 1 FROM ir_module_module LIMIT 1" 2>/dev/null | grep -q 1
}

once=(--no-http --workers 0 --max-cron-threads 0)
if has_odoo; then
    /entrypoint.sh odoo "${once[@]}" --stop-after-init -i "$modules" -u "$modules"
else
    /entrypoint.sh odoo "${once[@]}" --stop-after-init -i "$modules,l10n_cn" --load-language zh_CN,en_US
    # nobody shall find the password that Odoo gives to every new database
    /entrypoint.sh odoo shell "${once[@]}" <<'PYTHON'
import os
env.ref("base.user_admin").password = os.environ["HOTEL_ADMIN_PASSWORD"]
env.cr.commit()
PYTHON
fi
