"""moim in Slack: slack-bolt in front, the same meetings as everywhere."""
