"""The command line of the project. Standard library only: it runs before anything is installed.

paths, ui, processes   where things are, what the user sees, how programs are run
odoo_source, debian    Odoo's source: an own tree, the cache, or Debian's package
environment            the Python environment and the launcher
programs               PostgreSQL, wkhtmltopdf, Chromium, a Chinese font: present, or installed
postgres, databases    the private cluster; databases and the templates they are copied from
addons                 what addons/ holds and depends on
server                 one running Odoo
setup                  all of the above, in order, each only when missing
commands/              one file a command
inside/                what runs within Odoo's own process
"""
