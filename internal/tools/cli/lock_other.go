//go:build !unix

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// lock waits until the file is not there and makes it. A process that is
// killed leaves it behind; the message says which file to delete.
func lock(ctx context.Context, log io.Writer, path string) (unlock func(), err error) {
	for waiting := false; ; waiting = true {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o644)
		if err == nil {
			_ = f.Close()
			return func() { _ = os.Remove(path) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if !waiting {
			fmt.Fprintf(log, "another process builds it already: waiting for it (if there is none, delete %s) ...\n", path)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
