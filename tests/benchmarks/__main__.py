"""All of it, as `make bench` runs it."""

from . import commands, growth, peers

commands.main()
growth.main()
peers.main()
