package kernel

import (
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Exchange is one request that the simulator received and its answer. The
// bodies are kept as they came, so that an absent field and a null one differ.
type Exchange struct {
	Platform string        // okta, anypoint or gateway
	Method   string        //
	Path     string        // as sent, without the query
	Query    url.Values    //
	Route    string        // the pattern that matched, such as /api/v1/groups/{groupId}; empty: none
	Internal bool          // sent by the simulated platforms or the gateway, not by a client
	ByHand   bool          // sent by a person at the console
	At       time.Time     // when it came, by the machine's clock
	Header   http.Header   // the request's, credentials included: for assertions, never printed
	Body     []byte        // the request's
	Status   int           // 0: the connection was cut
	Answer   http.Header   // the answer's headers
	Reply    []byte        // the answer's body
	Faulted  bool          // the answer is a fault's, not the platform's
	Took     time.Duration //
}

// Log keeps the exchanges in the order in which they ended. Its zero value is empty.
type Log struct {
	mu        sync.Mutex
	exchanges []Exchange
	observers []func(Exchange)

	first    uint64 // the number of the oldest exchange that is kept
	watchers map[chan<- struct{}]struct{}
}

// Observe calls f after every exchange from now on.
func (l *Log) Observe(f func(Exchange)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.observers = append(l.observers, f)
}

// All is a copy of the log.
func (l *Log) All() []Exchange {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Exchange(nil), l.exchanges...)
}

// Clear empties the log.
func (l *Log) Clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.first += uint64(len(l.exchanges))
	l.exchanges = nil
	l.wake()
}

// Since is a copy of the exchanges from a number on, and the number of the next
// one to come. Numbers go on when the log is cleared; first is the number of
// the oldest exchange that is kept.
func (l *Log) Since(number uint64) (list []Exchange, first, next uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	next = l.first + uint64(len(l.exchanges))
	from := min(max(number, l.first), next)
	return append([]Exchange(nil), l.exchanges[from-l.first:]...), l.first, next
}

// Watch tells, until stop is called, that the log has changed. Changes that come
// before the last one was noticed are told as one: nobody waits for a watcher.
func (l *Log) Watch() (changed <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.watchers == nil {
		l.watchers = map[chan<- struct{}]struct{}{}
	}
	l.watchers[c] = struct{}{}
	return c, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.watchers, c)
	}
}

// wake tells the watchers. It is called with the lock held.
func (l *Log) wake() {
	for c := range l.watchers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

func (l *Log) add(x Exchange) {
	l.mu.Lock()
	l.exchanges = append(l.exchanges, x)
	observers := l.observers
	l.wake()
	l.mu.Unlock()
	for _, f := range observers {
		f(x)
	}
}
