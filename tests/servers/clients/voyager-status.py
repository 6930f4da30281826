response = requests.get(url, headers=headers)
if response.status_code == 200:
    data = response.json()
elif response.status_code == 401:
    # Re-authenticate
    token = authenticate()
elif response.status_code == 403:
    # Check permissions
    print("Insufficient permissions")
else:
    response.raise_for_status()
