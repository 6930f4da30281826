// Calls the example servers with the Go clients of openapi-generator: clients DESCRIPTIONS. A client must read each
// documented error of an API with codes as the type of this error. An error that a client does not know must not prevent
// it from reading the status and the body.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"

	"clients/admin"
	"clients/lomi"
	"clients/lumoauth"
	"clients/voyager"
)

type show func(key string) (*http.Response, error)

// failure is what the error types of all clients have in common.
type failure interface {
	error
	Body() []byte
	Model() interface{}
}

func main() {
	var servers map[string]map[string]string
	if err := json.Unmarshal([]byte(os.Getenv("SERVERS")), &servers); err != nil {
		panic(err)
	}
	problems, calls := 0, 0
	for name, urls := range servers {
		for key, schema := range schemas(os.Args[1] + "/" + name + "-closed.json") {
			for server, url := range urls {
				calls++
				if problem := judge(name, key, schema, server, url); problem != "" {
					fmt.Printf("%s: %s of %s: %s\n", name, key, server, problem)
					problems++
				}
			}
		}
	}
	fmt.Printf("openapi-generator (Go): %d calls\n", calls)
	if problems > 0 || calls == 0 {
		os.Exit(1)
	}
}

func judge(name, key, schema, server, url string) string {
	response, err := client(name, url)(key)
	failed, ok := err.(failure)
	if !ok || response == nil || response.StatusCode < 400 {
		return fmt.Sprintf("response %v, error %v", response, err)
	}
	var body interface{}
	if err := json.Unmarshal(failed.Body(), &body); err != nil {
		return err.Error()
	}
	// Without a discriminator, the client takes the first type that fits, and types do not contain constants.
	if name == "lomi" || name == "voyager" {
		return ""
	}
	found := typeName(failed.Model())
	alone := fmt.Sprintf("Error%d", response.StatusCode)
	if server == "tomorrow" {
		// The only error of a status has no discriminator.
		if found == "" || found == alone {
			return ""
		}
		return "known as " + found
	}
	if found != schema && found != alone {
		return "read as " + found + " instead of " + schema
	}
	return ""
}

// typeName is the name of the type of an error, or empty if the client does not know the error.
func typeName(model interface{}) string {
	if model == nil {
		return ""
	}
	value := reflect.ValueOf(model)
	pointer := reflect.New(value.Type())
	pointer.Elem().Set(value)
	if method := pointer.MethodByName("GetActualInstance"); method.IsValid() {
		actual := method.Call(nil)[0]
		if actual.IsNil() {
			return ""
		}
		value = actual.Elem()
	}
	name := value.Type().String()
	return name[strings.LastIndex(name, ".")+1:]
}

func client(name, url string) show {
	ctx := context.Background()
	switch name {
	case "admin":
		configuration := admin.NewConfiguration()
		configuration.Servers = admin.ServerConfigurations{{URL: url}}
		api := admin.NewAPIClient(configuration).ErrorsAPI
		return func(key string) (*http.Response, error) { return api.ShowError(ctx, key).Execute() }
	case "lomi":
		configuration := lomi.NewConfiguration()
		configuration.Servers = lomi.ServerConfigurations{{URL: url}}
		api := lomi.NewAPIClient(configuration).ErrorsAPI
		return func(key string) (*http.Response, error) { return api.ShowError(ctx, key).Execute() }
	case "lumoauth":
		configuration := lumoauth.NewConfiguration()
		configuration.Servers = lumoauth.ServerConfigurations{{URL: url}}
		api := lumoauth.NewAPIClient(configuration).ErrorsAPI
		return func(key string) (*http.Response, error) { return api.ShowError(ctx, key).Execute() }
	default:
		configuration := voyager.NewConfiguration()
		configuration.Servers = voyager.ServerConfigurations{{URL: url}}
		api := voyager.NewAPIClient(configuration).ErrorsAPI
		return func(key string) (*http.Response, error) { return api.ShowError(ctx, key).Execute() }
	}
}

// schemas maps the keys of a description's errors to the names of their schemas.
func schemas(path string) map[string]string {
	text, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	var document struct {
		Components struct {
			Schemas map[string]struct {
				Error struct{ Key string } `json:"x-error-catalog"`
			}
		}
	}
	if err := json.Unmarshal(text, &document); err != nil {
		panic(err)
	}
	names := map[string]string{}
	for name, schema := range document.Components.Schemas {
		if schema.Error.Key != "" {
			names[schema.Error.Key] = name
		}
	}
	return names
}
