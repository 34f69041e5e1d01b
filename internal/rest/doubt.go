package rest

import "fmt"

// Within doubts a 404 of what belongs to something else, which owner reads: while
// that is there, its list is too, and something on the way to the platform may
// have said that it is not. Any other error, and that of something whose owner
// is gone, stays.
func Within(err error, owner func() error) error {
	if !IsNotFound(err) || owner() != nil {
		return err
	}
	return fmt.Errorf("%s\nWhat it belongs to can be read all the same, so that this is not believed. Apply again", err.Error())
}
