package anypoint

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// ID is an identifier. The platform's services write the same one as a number
// here and as a text there (an API instance is 15476800 in API Manager and
// "15476800" in Exchange): in this program it is text. In a request it is a
// number where it looks like one, as the platform's own clients send it.
type ID string

// UnmarshalJSON implements json.Unmarshaler. null is the empty ID.
func (id *ID) UnmarshalJSON(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	switch {
	case bytes.Equal(raw, []byte("null")):
		*id = ""
		return nil
	case bytes.HasPrefix(raw, []byte{'"'}):
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return err
		}
		*id = ID(s)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(raw, &n); err != nil {
		return fmt.Errorf("an identifier is neither a number nor a text: %s", raw)
	}
	*id = ID(n)
	return nil
}

// MarshalJSON implements json.Marshaler.
func (id ID) MarshalJSON() ([]byte, error) {
	if n, err := strconv.ParseUint(string(id), 10, 64); err == nil && strconv.FormatUint(n, 10) == string(id) {
		return []byte(id), nil
	}
	return json.Marshal(string(id))
}
