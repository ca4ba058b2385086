"""What the assistant does: the pure scheduling core, the store, the journeys and their texts."""
