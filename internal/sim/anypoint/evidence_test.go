package anypoint

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// evidence finds the folder of recorded and documented exchanges. It is not
// part of the repository; without it the test says that it did not run.
func evidence(t *testing.T, part string) string {
	t.Helper()
	shared := os.Getenv("GATEHOUSE_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "evidence", "anypoint", part)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("NOT RUN: no recorded exchanges at %s (set GATEHOUSE_SHARED)", dir)
	}
	return dir
}

func readEvidence(t *testing.T, dir, name string) (request, response any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	x := obj{}
	if err := decode(raw, &x); err != nil {
		t.Fatal(err)
	}
	return x["request"], x["response"]
}

// kind is the JSON type of a value.
func kind(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case json.Number:
		return "number"
	case []any:
		return "array"
	}
	return "object"
}

// differences lists where an answer departs from a sample: keys that one of
// them lacks, and other types. A null in the sample fits anything: it says
// nothing of the type. Paths that are excused, and all below them, are left out.
func differences(path string, sample, got any, excused map[string]string) []string {
	if _, excuse := excused[path]; excuse {
		return nil
	}
	if sample == nil {
		return nil
	}
	if kind(sample) != kind(got) {
		return []string{fmt.Sprintf("%s is %s, not %s", path, kind(got), kind(sample))}
	}
	var out []string
	switch sample := sample.(type) {
	case obj:
		other, _ := got.(obj)
		for _, k := range sortedKeys(sample) {
			if v, present := other[k]; present {
				out = append(out, differences(path+"."+k, sample[k], v, excused)...)
			} else if _, excuse := excused[path+"."+k]; !excuse {
				out = append(out, path+"."+k+" is missing")
			}
		}
		for _, k := range sortedKeys(other) {
			if _, present := sample[k]; present {
				continue
			}
			if _, excuse := excused[path+"."+k]; !excuse {
				out = append(out, path+"."+k+" is not in the sample")
			}
		}
	case []any:
		other, _ := got.([]any)
		if len(sample) == 0 {
			return nil
		}
		if len(other) == 0 {
			return []string{path + " is empty"}
		}
		out = differences(path+"[]", sample[0], other[0], excused)
	}
	return out
}

// since2018 are the keys of an API that the vendor's documents have and the
// recordings of 2018 have not.
func since2018(path string) map[string]string {
	out := map[string]string{}
	for _, k := range []string{"providerId", "technology", "approvalMethod", "endpointUri", "description", "deprecated", "isPublic", "stage", "status", "lastActiveDate"} {
		out[path+"."+k] = "added since 2018"
	}
	for _, k := range []string{"proxyRegistrationUri", "policiesVersion", "lastActiveDate"} {
		out[path+".endpoint."+k] = "shown by the vendor's documents"
	}
	return out
}

func TestRecorded_everyExchange(t *testing.T) {
	dir := evidence(t, "recorded")
	f := newFixture(t)
	user, password := f.platform.User()
	f.token = text(f.must(200, "POST", "/accounts/login", obj{"username": user, "password": password}), "access_token")
	api := "/apimanager/api/v1/organizations/" + f.org + "/environments/" + f.env + "/apis"
	apiplatform := "/apiplatform/repository/v2/organizations/" + f.org + "/applications"
	done := []string{}
	compare := func(name string, got any, excused map[string]string) {
		t.Helper()
		done = append(done, name+".json")
		_, want := readEvidence(t, dir, name)
		for _, d := range differences("", want, got, excused) {
			t.Errorf("%s: %s", name, d)
		}
	}
	request := func(name string) obj {
		t.Helper()
		body, _ := readEvidence(t, dir, name)
		out, _ := body.(obj)
		return out
	}

	compare("27-apis-list-empty", f.any(200, "GET", api+"?ascending=true&query=testapi1&sort=createdDate&limit=20&offset=0", nil), nil)
	f.publish(201, "testapi1", "1.0.0", "rest-api", "v1", "x-sync-publication", "true")
	compare("29-xapi-apiSpecs-search", f.any(200, "GET", "/apimanager/xapi/v1/organizations/"+f.org+"/apiSpecs?ascending=true&searchTerm=testapi1&limit=50&offset=0", nil), nil)

	create := request("30-api-create")
	object(create, "spec")["groupId"] = f.org
	made := f.must(201, "POST", api, create)
	compare("30-api-create", made, since2018(""))
	if got := text(object(made, "endpoint"), "type"); got != "raml" {
		t.Errorf("an endpoint of rest-api shows as %q", got)
	}
	id, _ := integer(made["id"])
	one := api + "/" + key(id)

	compare("31-policies-list-empty", f.any(200, "GET", one+"/policies?fullInfo=false", nil), nil)
	policyRequest := request("32-policy-create")
	policyRequest["apiVersionId"] = id
	pol := f.must(201, "POST", one+"/policies", policyRequest)
	compare("32-policy-create", pol, nil)
	if text(pol, "policyTemplateId") != "156" {
		t.Errorf("policyTemplateId: %v", pol["policyTemplateId"])
	}
	implementation := map[string]string{"[].implementationAsset": "added since 2018", ".implementationAsset": "added since 2018"}
	compare("65-policies-list-fullInfo-false", f.any(200, "GET", one+"/policies?fullInfo=false", nil), implementation)
	compare("66-policy-update", f.any(200, "PATCH", one+"/policies/"+numberOf(pol, "id"), request("66-policy-update")), implementation)

	compare("33-apiplatform-applications-list", f.any(200, "GET", apiplatform+"?targetAdminSite=true&ascending=true&query=testapi1&limit=100&offset=0", nil), nil)
	app := f.must(201, "POST", apiplatform, request("39-apiplatform-application-create-native"))
	compare("39-apiplatform-application-create-native", app, nil)
	compare("68-apiplatform-application-get", f.any(200, "GET", apiplatform+"/"+numberOf(app, "id"), nil), map[string]string{
		".clientProvider": "added since 2018", ".owners[]": "people are cut out of the recording",
	})

	compare("57-contracts-list-empty", f.any(200, "GET", one+"/contracts?ascending=true&limit=50&offset=0", nil), nil)
	compare("59-tiers-list-empty", f.any(200, "GET", one+"/tiers?limit=100&offset=0", nil), nil)
	contract := request("60-exchange-v1-contract-create-auto-approved")
	contract["apiId"] = id
	contracts := "/exchange/api/v1/organizations/" + f.org + "/applications/" + numberOf(app, "id") + "/contracts"
	walkthrough := map[string]string{
		".api.minorVersion": "in the vendor's walkthrough", ".api.assetName": "in the vendor's walkthrough",
		".api.environmentName": "recorded in 82 and in the walkthrough, not in 60",
	}
	compare("60-exchange-v1-contract-create-auto-approved", f.any(201, "POST", contracts, contract), walkthrough)

	f.must(201, "POST", one+"/tiers", obj{"name": "testtier", "description": nil, "status": "ACTIVE", "autoApprove": false, "limits": []obj{{"visible": true, "timePeriodInMilliseconds": 1, "maximumRequests": 1}}})
	tiers := f.must(200, "GET", one+"/tiers?limit=100&offset=0", nil)
	compare("81-tiers-list", tiers, nil)
	first, _ := tiers["tiers"].([]any)[0].(obj)
	tierID, _ := integer(first["id"])
	second := f.must(201, "POST", apiplatform, obj{"name": "second", "description": "", "url": nil, "redirectUri": []string{}})
	contract = request("82-exchange-v1-contract-create-pending")
	contract["apiId"], contract["requestedTierId"] = id, tierID
	pendingOne := f.must(201, "POST", "/exchange/api/v1/organizations/"+f.org+"/applications/"+numberOf(second, "id")+"/contracts", contract)
	compare("82-exchange-v1-contract-create-pending", pendingOne, walkthrough)
	compare("83-contract-approve", f.any(201, "POST", strings.Replace(one, "/api/v1", "/xapi/v1", 1)+"/contracts/"+numberOf(pendingOne, "id")+"/approve", obj{}), map[string]string{
		".application.clientProvider": "in the vendor's example of a contract", ".application.owners[]": "people are cut out of the recording",
	})

	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(done, e.Name()) {
			t.Errorf("%s is not compared", e.Name())
		}
	}
}

// TestDocumented_keys checks answers whose keys the vendor's documents show: the
// simulator's have them all, and may have more, for the documents' examples
// are older than its other evidence.
func TestDocumented_keys(t *testing.T) {
	dir := evidence(t, "documented")
	f, idp := newFixture(t), newFakeIDP(t)
	provider, path := f.withProvider(idp, nil)
	f.must(200, "PATCH", path, obj{
		"tags": []string{"t"}, "description": "d",
		"endpoint": obj{"uri": "http://u", "proxyUri": "http://0.0.0.0:8081/p", "deploymentType": "HY"},
	})
	api := f.must(200, "GET", path, nil)
	env := f.accounts("/environments/" + f.env)
	f.must(200, "PUT", env+"/clientManagementProviders", obj{"suggestedClientManagementProviderIds": []string{provider}})
	tiers := path + "/tiers"
	tier := f.must(201, "POST", tiers, obj{"name": "t", "description": "d", "status": "ACTIVE", "autoApprove": true, "limits": []obj{{"visible": true, "timePeriodInMilliseconds": 1, "maximumRequests": 1}}})
	tierID, _ := integer(tier["id"])
	app := f.must(201, "POST", f.apps("?apiInstanceId="+numberOf(api, "id")), obj{"name": "a", "description": "d", "url": "http://u", "grantTypes": []string{"client_credentials"}, "redirectUri": []string{"https://u/cb"}})
	appID, _ := integer(app["id"])
	contract := f.must(201, "POST", path+"/contracts", obj{"applicationId": appID, "requestedTierId": tierID, "partyId": "p", "partyName": "n", "requestAccessInfo": obj{"reason": "r"}})
	f.must(201, "POST", path+"/policies", merge(
		policyBody("rate-limiting", "1.4.0", obj{"rateLimits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 1}}, "exposeHeaders": true, "clusterizable": true}),
		obj{"pointcutData": []obj{{"methodRegex": "GET", "uriTemplateRegex": "v1"}}},
	))
	f.must(201, "POST", path+"/upstreams", obj{"uri": "http://u"})
	automated := "/apimanager/api/v1/organizations/" + f.org + "/automated-policies"
	rule := obj{"ruleOfApplication": obj{"environmentId": f.env, "range": obj{"from": "4.1.1", "to": "4.3.x"}}}
	f.must(201, "POST", automated, merge(policyBody("rate-limiting", "1.0.0", obj{"rateLimits": []obj{{"maximumRequests": 1, "timePeriodInMilliseconds": 1}}, "exposeHeaders": true, "clusterizable": true}), rule))
	connected := text(f.must(200, "POST", f.accounts("/connectedApplications"), obj{"client_name": "A", "redirect_uris": []string{"https://u"}, "grant_types": []string{"client_credentials"}}), "client_id")
	f.must(204, "PUT", "/accounts/api/connectedApplications/"+connected+"/scopes", obj{"scopes": []obj{{"scope": "read:full", "context_params": obj{"org": f.org, "envId": f.env}}}})

	for name, got := range map[string]any{
		"doc.accounts-org-environments.get.200":                                 f.any(200, "GET", f.accounts("/environments"), nil),
		"doc.accounts-org-environments-id.get.200":                              f.any(200, "GET", env, nil),
		"doc.accounts-org-environments-id-clientmanagementproviders.get.200":    f.any(200, "GET", env+"/clientManagementProviders", nil),
		"doc.accounts-clientproviders.get.200":                                  f.any(200, "GET", f.accounts("/clientProviders"), nil),
		"code.accounts-clientproviders-id-oidc.get.200":                         f.any(200, "GET", f.accounts("/clientProviders/"+provider+"?includeSecrets=true"), nil),
		"doc.accounts-clientproviders-id-granttypes.get.200":                    f.any(200, "GET", f.accounts("/clientProviders/"+provider+"/grantTypes"), nil),
		"doc.accounts-clientproviders-id-clients.get.200":                       f.any(200, "GET", f.accounts("/clientProviders/"+provider+"/clients"), nil),
		"doc.accounts-org-connectedapplications.get.200":                        f.any(200, "GET", f.accounts("/connectedApplications"), nil),
		"doc.accounts-org-connectedapplications-id.get.200":                     f.any(200, "GET", f.accounts("/connectedApplications/"+connected), nil),
		"doc.accounts-connectedapplications-id-scopes.get.200":                  f.any(200, "GET", "/accounts/api/connectedApplications/"+connected+"/scopes", nil),
		"doc.exchange-applications.post.201":                                    app,
		"code.exchange-applications.post.201":                                   app,
		"doc.exchange-applications.get.200":                                     f.any(200, "GET", f.apps("?includeContractsForApiVersion="+numberOf(api, "id")), nil),
		"doc.exchange-applications-id-contracts.get.200":                        f.any(200, "GET", f.apps("/"+key(appID)+"/contracts"), nil),
		"doc.exchange-applications-id-instances.get.200":                        f.any(200, "GET", f.apps("/"+key(appID)+"/instances"), nil),
		"doc.exchange-assets-id-id-versiongroups-id-instances-id-tiers.get.200": f.any(200, "GET", "/exchange/api/v2/assets/"+f.org+"/"+text(api, "assetId")+"/versionGroups/v1/instances/"+numberOf(api, "id")+"/tiers", nil),
		"doc.apim-api.get.200":                                                  f.any(200, "GET", path+"?includeValidation=true", nil),
		"doc.apim-apis.get.200":                                                 f.any(200, "GET", f.api(""), nil),
		"doc.apim-api-policies.get.200":                                         f.any(200, "GET", path+"/policies?fullInfo=false", nil),
		"code.apim-api-policies-list-compact.get.200":                           f.any(200, "GET", path+"/policies", nil),
		"doc.apim-api-tiers.get.200":                                            f.any(200, "GET", tiers, nil),
		"doc.apim-api-contracts.get.200":                                        f.any(200, "GET", path+"/contracts", nil),
		"doc.apim-api-contracts.post.201":                                       contract,
		"doc.apim-api-upstreams.get.200":                                        f.any(200, "GET", path+"/upstreams", nil),
		"doc.apim-automated-policies.get.200":                                   f.any(200, "GET", automated+"?environmentId="+f.env, nil),
		"doc.apim-xapi-exchange-policy-templates.get.200":                       f.any(200, "GET", "/apimanager/xapi/v1/organizations/"+f.org+"/exchange-policy-templates", nil),
		"error.apim-xapi-apis.post.400.deployment-null":                         f.any(400, "POST", f.xapi(""), obj{"deployment": nil}),
		"doc.exchange-clientproviders-id-granttypes.get.200":                    f.any(200, "GET", "/exchange/api/v2/organizations/"+f.org+"/clientProviders/"+provider+"/grantTypes", nil),
	} {
		_, want := readEvidence(t, dir, name)
		for _, d := range differences("", want, got, documentedExceptions[name]) {
			if !strings.HasSuffix(d, "is not in the sample") {
				t.Errorf("%s: %s", name, d)
			}
		}
	}
}

// documentedExceptions are keys of the documents that the simulator does not show.
var documentedExceptions = map[string]map[string]string{
	"code.accounts-clientproviders-id-oidc.get.200": {
		".oidc_dynamic_client_provider.allow_client_import": "shown as it was sent, and here it was not",
	},
	"doc.apim-api.get.200": {
		".apiId":           "every client and recording has id",
		".lastActiveDelta": "an API that no gateway tracks was never active",
		".lastActiveDate":  "an API that no gateway tracks was never active",
		".deployment":      "shown when one was given",
	},
	"doc.apim-apis.get.200": {
		".assets[].apis[].lastActiveDelta": "an API that no gateway tracks was never active",
		".assets[].apis[].lastActiveDate":  "an API that no gateway tracks was never active",
	},
	"doc.exchange-applications-id-instances.get.200": {
		"[].portalId": "not simulated", "[].rootFileId": "not simulated", "[].terms": "not simulated", "[].termsDate": "not simulated",
		"[].apiId": "the id of an object that is not simulated",
	},
	"doc.exchange-applications-id-contracts.get.200": {
		"[].requestedTier": "shown while a request waits; this contract has a tier",
	},
	"code.apim-api-policies-list-compact.get.200": {".policies[].configuration": "of another policy"},
}
