// The tests of the simulator's console page in a browser, and the program that
// takes its pictures, are a module of their own, so that nothing they need shows
// up in the provider's go.mod.
module github.com/gatehouse/terraform-provider-gatehouse/internal/browser

go 1.25.8

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
)

require github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
