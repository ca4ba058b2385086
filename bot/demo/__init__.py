"""The demo: sample weeks a reader can open (ko.yml, en.yml), and what plays them."""
