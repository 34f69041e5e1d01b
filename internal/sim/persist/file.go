package persist

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// format is the form of the records. A simulator reads those up to its own.
const format = 1

var (
	metaBucket   = []byte("meta")
	tenantBucket = []byte("tenant")
	formatKey    = []byte("format")
)

// lockPatience is how long another simulator's lock is waited for: one that is
// just ending lets go.
const lockPatience = time.Second

// File is the file that a tenant is kept in. Every Write is one transaction,
// which is on the disk when Write returns.
type File struct {
	db *bbolt.DB

	mu   sync.Mutex
	kept Records // what the file holds
}

// Open opens a file, or makes a new one. What it holds comes with it; a new
// one holds nothing.
func Open(path string) (*File, Records, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockPatience, FreelistType: bbolt.FreelistMapType})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, nil, fmt.Errorf("%s is in use by another simulator; stop that one, or name another file", path)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return nil, nil, fmt.Errorf("%s is not a file that a simulator wrote (%w); name another file", path, err)
	case err != nil:
		if _, named := errors.AsType[*os.PathError](err); named {
			return nil, nil, err
		}
		return nil, nil, fmt.Errorf("opening %s: %w", path, err)
	}
	f := &File{db: db, kept: Records{}}
	if err := f.read(path); err != nil {
		_ = db.Close()
		return nil, nil, err
	}
	return f, maps.Clone(f.kept), nil
}

func (f *File) read(path string) error {
	return f.db.Update(func(tx *bbolt.Tx) error {
		meta := tx.Bucket(metaBucket)
		if meta == nil {
			empty := true
			_ = tx.ForEach(func([]byte, *bbolt.Bucket) error { empty = false; return nil })
			if !empty {
				return fmt.Errorf("%s is a database of another program; name another file", path)
			}
			meta, err := tx.CreateBucket(metaBucket)
			if err != nil {
				return err
			}
			if _, err := tx.CreateBucket(tenantBucket); err != nil {
				return err
			}
			return meta.Put(formatKey, []byte(strconv.Itoa(format)))
		}
		written, err := strconv.Atoi(string(meta.Get(formatKey)))
		if err != nil || written < 1 {
			return fmt.Errorf("%s has no format that a simulator knows: %q; name another file", path, meta.Get(formatKey))
		}
		if written > format {
			return fmt.Errorf("%s was written by a newer simulator (format %d; this one knows formats up to %d); use that version, or name another file", path, written, format)
		}
		tenant := tx.Bucket(tenantBucket)
		if tenant == nil {
			return fmt.Errorf("%s holds no tenant; name another file", path)
		}
		return tenant.ForEach(func(k, v []byte) error {
			f.kept[string(k)] = bytes.Clone(v)
			return nil
		})
	})
}

// Write brings the file up to date: what records returns is all that there is
// under the prefixes. records is called while nobody else writes.
func (f *File) Write(prefixes []string, records func() (Records, error)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	want, err := records()
	if err != nil {
		return err
	}
	put, gone := Records{}, []string{}
	for key, value := range want {
		if kept, found := f.kept[key]; !found || !bytes.Equal(kept, value) {
			put[key] = value
		}
	}
	for key := range f.kept {
		if _, found := want[key]; !found && hasPrefix(key, prefixes) {
			gone = append(gone, key)
		}
	}
	if len(put) == 0 && len(gone) == 0 {
		return nil
	}
	err = f.db.Update(func(tx *bbolt.Tx) error {
		tenant := tx.Bucket(tenantBucket)
		for key, value := range put {
			if err := tenant.Put([]byte(key), value); err != nil {
				return err
			}
		}
		for _, key := range gone {
			if err := tenant.Delete([]byte(key)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	maps.Copy(f.kept, put)
	for _, key := range gone {
		delete(f.kept, key)
	}
	return nil
}

// Close lets go of the file.
func (f *File) Close() error { return f.db.Close() }

func hasPrefix(key string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}
