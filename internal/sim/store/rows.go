package store

// SaveRows tells every record, oldest first.
func (t *Table[T]) SaveRows(each func(id string, row any) error) error {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, id := range t.order {
		if err := each(id, t.rows[id]); err != nil {
			return err
		}
	}
	return nil
}

// LoadRows replaces the records by those of the ids, which fill sets through a
// pointer.
func (t *Table[T]) LoadRows(ids []string, fill func(id string, row any) error) error {
	var rows map[string]T
	if len(ids) > 0 {
		rows = make(map[string]T, len(ids))
	}
	for _, id := range ids {
		var row T
		if err := fill(id, &row); err != nil {
			return err
		}
		rows[id] = row
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.order, t.rows = append([]string(nil), ids...), rows
	return nil
}
