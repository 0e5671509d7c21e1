"""All of it, as `make bench` runs it."""

from . import commands, growth, pages, peers

commands.main()
pages.main()
growth.main()
peers.main()
