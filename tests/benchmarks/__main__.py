"""All of it, as `make bench` runs it."""

from . import commands, growth, pages, peers, reading

commands.main()
pages.main()
reading.main()
growth.main()
peers.main()
