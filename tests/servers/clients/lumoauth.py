import requests

try:
    response = requests.post(
        "https://app.lumoauth.dev/t/acme-corp/api/v1/admin/users",
        json={"email": "new@example.com"},
        headers={"Authorization": f"Bearer {token}"}
    )
    response.raise_for_status()
    user = response.json()
except requests.HTTPError as e:
    error = e.response.json()

    if error.get("code") == "duplicate_resource":
        print("User already exists")
    elif error.get("code") == "validation_error":
        for field, msg in error.get("details", {}).items():
            print(f"{field}: {msg}")
    else:
        print(f"Error: {error.get('message')}")
